// Codicons, (c) Microsoft Corporation, CC BY 4.0.
import add from '@vscode/codicons/src/icons/add.svg';
import browser from '@vscode/codicons/src/icons/browser.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import inspect from '@vscode/codicons/src/icons/inspect.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import lightbulb from '@vscode/codicons/src/icons/lightbulb.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import unknown from '@vscode/codicons/src/icons/question.svg';
import variable from '@vscode/codicons/src/icons/symbol-variable.svg';
import broken from '@vscode/codicons/src/icons/debug-disconnect.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

/** The icons in use, by what they mean here. */
export const ICONS = {
  add,
  broken,
  browser,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  close,
  copy,
  error,
  filter,
  globe,
  info,
  inspect,
  json,
  lightbulb,
  loading,
  pass,
  refresh,
  server,
  stop,
  trash,
  unknown,
  variable,
  warning,
} as const;

export type IconName = keyof typeof ICONS;
