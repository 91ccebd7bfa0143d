/* The controls in use, one by one, so that nothing else is loaded. */
import 'media-chrome/dist/media-controller.js';
import 'media-chrome/dist/media-control-bar.js';
import 'media-chrome/dist/media-play-button.js';
import 'media-chrome/dist/media-mute-button.js';
import 'media-chrome/dist/media-volume-range.js';
import 'media-chrome/dist/media-time-range.js';
import 'media-chrome/dist/media-preview-time-display.js';
import 'media-chrome/dist/media-time-display.js';
import 'media-chrome/dist/media-fullscreen-button.js';
import 'media-chrome/dist/media-pip-button.js';
import 'media-chrome/dist/media-loading-indicator.js';
import { addTranslation, setLanguage } from 'media-chrome/dist/utils/i18n.js';
import type { HTMLAttributes, Ref } from 'react';
import type { Language } from '@/i18n';
import { ar, en } from './chromeWords';

addTranslation('en', en);
addTranslation('ar', ar);

/** The controls speak one language at a time and learn their words when they are made. */
export function speakChrome(language: Language): void {
  setLanguage(language);
}

type Control = HTMLAttributes<HTMLElement> & {
  ref?: Ref<HTMLElement>;
  class?: string;
  autohide?: string;
  hotkeys?: string;
  showduration?: boolean | string;
  noautohide?: boolean | string;
  notooltip?: boolean | string;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the one way to tell JSX of custom elements
  namespace JSX {
    interface IntrinsicElements {
      'media-controller': Control;
      'media-control-bar': Control;
      'media-play-button': Control;
      'media-mute-button': Control;
      'media-volume-range': Control;
      'media-time-range': Control;
      'media-preview-time-display': Control;
      'media-time-display': Control;
      'media-fullscreen-button': Control;
      'media-pip-button': Control;
      'media-loading-indicator': Control;
    }
  }
}
