import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg?inline';
import circleFilled from '@vscode/codicons/src/icons/circle-filled.svg?inline';
import close from '@vscode/codicons/src/icons/close.svg?inline';
import colorMode from '@vscode/codicons/src/icons/color-mode.svg?inline';
import check from '@vscode/codicons/src/icons/check.svg?inline';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg?inline';
import error from '@vscode/codicons/src/icons/error.svg?inline';
import layout from '@vscode/codicons/src/icons/layout-sidebar-right.svg?inline';
import mute from '@vscode/codicons/src/icons/mute.svg?inline';
import refresh from '@vscode/codicons/src/icons/refresh.svg?inline';
import unmute from '@vscode/codicons/src/icons/unmute.svg?inline';

const ICONS = { check, chevronDown, circleFilled, close, colorMode, debugStop, error, layout, mute, refresh, unmute };

/** An icon in the colour of the text; the word beside it, or the button's label, says what it means. */
export function Icon({ name }: { name: keyof typeof ICONS }) {
  return <i class="icon" aria-hidden="true" style={{ maskImage: `url("${ICONS[name]}")` }} />;
}
