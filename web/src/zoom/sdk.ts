import { load, loadFirst } from './scripts';

/** The part of the SDK's component view that we use. */
export interface Client {
  init: (options: Record<string, unknown>) => Promise<unknown>;
  join: (options: Record<string, unknown>) => Promise<unknown>;
  on: (event: string, listener: (payload: { state?: string; reason?: string }) => void) => void;
  updateLanguageTranslation: (language: string, words: Record<string, string>) => Promise<unknown>;
  updateVideoOptions: (options: Record<string, unknown>) => unknown;
  leaveMeeting: () => Promise<unknown>;
}

declare global {
  interface Window {
    ZoomMtgEmbedded?: { createClient: () => Client };
  }
}

/**
 * The SDK from where the operator has it: Zoom's own address by its pinned version, or a copy of the npm package's `dist`. It
 * brings the React it was made for.
 */
export async function loadSdk(base: string, version: string): Promise<Client> {
  const at = (path: string) => `${base.replace(/\/$/, '')}/${path}`;
  if (!window.ZoomMtgEmbedded) {
    await load(at('lib/vendor/react.min.js'));
    await load(at('lib/vendor/react-dom.min.js'));
    await loadFirst([at(`zoom-meeting-embedded-${version}.min.js`), at('zoom-meeting-embedded-ES5.min.js')]);
  }
  if (!window.ZoomMtgEmbedded) throw new Error(base);
  return window.ZoomMtgEmbedded.createClient();
}
