import close from '@vscode/codicons/src/icons/close.svg?inline';
import colorMode from '@vscode/codicons/src/icons/color-mode.svg?inline';
import check from '@vscode/codicons/src/icons/check.svg?inline';
import dash from '@vscode/codicons/src/icons/dash.svg?inline';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg?inline';
import error from '@vscode/codicons/src/icons/error.svg?inline';
import layout from '@vscode/codicons/src/icons/layout-sidebar-right.svg?inline';
import mute from '@vscode/codicons/src/icons/mute.svg?inline';
import play from '@vscode/codicons/src/icons/play.svg?inline';
import refresh from '@vscode/codicons/src/icons/refresh.svg?inline';
import unmute from '@vscode/codicons/src/icons/unmute.svg?inline';

const ICONS = { check, close, colorMode, dash, debugStop, error, layout, mute, play, refresh, unmute };

/** An icon in the colour of the text; the word beside it, or the button's label, says what it means. */
export function Icon({ name }: { name: keyof typeof ICONS }) {
  return <i class="icon" aria-hidden="true" style={{ maskImage: `url("${ICONS[name]}")` }} />;
}
