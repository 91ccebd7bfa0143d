/**
 * What the app and the page that holds the meeting say to each other. Both are ours and of one origin; nothing else is
 * listened to.
 */
export interface Entry {
  signature: string;
  meetingNumber: string;
  customerKey: string;
  userName: string;
  userEmail?: string;
  password?: string;
  zak?: string;
  sdkBaseUrl: string;
  sdkVersion: string;
  /** A room that stands in for Zoom's. */
  standIn?: string;
  language: string;
  /** Our words over Zoom's own, by Zoom's keys. */
  words?: Record<string, string>;
}

export type ToMeeting = { kind: 'enter'; entry: Entry } | { kind: 'leave' };

export type FromMeeting =
  | { kind: 'ready' }
  /** The SDK has been asked to join; from here on it is Zoom's time. */
  | { kind: 'asked' }
  | { kind: 'joined' }
  | { kind: 'reconnecting' }
  /** The connection broke and did not come back. */
  | { kind: 'lost' }
  | { kind: 'left' }
  /** @property code Zoom's, or one of ours: `load`, the SDK's files did not come */
  | { kind: 'failed'; code: string; reason: string };

export function isFromMeeting(data: unknown): data is FromMeeting {
  return typeof data === 'object' && data !== null && 'kind' in data && typeof data.kind === 'string';
}
