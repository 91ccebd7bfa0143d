import type { Entry, FromMeeting, ToMeeting } from './messages';
import { loadSdk, type Client } from './sdk';
import './meeting.css';

/** The page that holds the meeting, in a frame of the app: either Zoom's SDK or the room that stands in for it. */
const place = document.getElementById('meeting');
if (!place) throw new Error('meeting.html has no #meeting');
const root = place;

const tell = (message: FromMeeting) => window.parent.postMessage(message, window.location.origin);
let leave: () => void = () => tell({ kind: 'left' });

window.addEventListener('message', ({ origin, source, data }: MessageEvent<ToMeeting>) => {
  if (origin !== window.location.origin || source !== window.parent) return;
  if (data.kind === 'enter') void enter(data.entry);
  else leave();
});
tell({ kind: 'ready' });

async function enter(entry: Entry): Promise<void> {
  document.documentElement.lang = entry.language;
  if (entry.standIn) {
    standIn(entry.standIn, entry);
    return;
  }
  let client: Client;
  try {
    client = await loadSdk(entry.sdkBaseUrl, entry.sdkVersion);
  } catch (error) {
    tell({ kind: 'failed', code: 'load', reason: error instanceof Error ? error.message : '' });
    return;
  }
  try {
    await join(client, entry);
  } catch (error) {
    tell({ kind: 'failed', ...fault(error) });
  }
}

async function join(client: Client, entry: Entry): Promise<void> {
  await client.init({
    zoomAppRoot: root,
    language: 'en-US',
    assetPath: `${entry.sdkBaseUrl.replace(/\/$/, '')}/lib/av`,
    patchJsMedia: true,
    leaveOnPageUnload: true,
    customize: { video: { isResizable: false, viewSizes: sizes() } },
  });
  // Zoom's SDK has no Arabic: its English words are replaced, key by key.
  if (entry.words) await client.updateLanguageTranslation('en-US', entry.words);
  let inside = false;
  client.on('connection-change', ({ state }) => {
    if (state === 'Connected') {
      inside = true;
      tell({ kind: 'joined' });
    } else if (state === 'Reconnecting') tell({ kind: 'reconnecting' });
    else if (state === 'Closed') tell({ kind: 'left' });
    // Who never was inside hears of it from the join, which says why.
    else if (state === 'Fail' && inside) tell({ kind: 'lost' });
  });
  leave = () => void client.leaveMeeting().finally(() => tell({ kind: 'left' }));
  window.addEventListener('resize', () => client.updateVideoOptions({ viewSizes: sizes() }));
  const joining = client.join({
    signature: entry.signature,
    meetingNumber: entry.meetingNumber,
    password: entry.password ?? '',
    userName: entry.userName,
    userEmail: entry.userEmail,
    customerKey: entry.customerKey,
    zak: entry.zak,
  });
  tell({ kind: 'asked' });
  await joining;
  client.updateVideoOptions({ viewSizes: sizes() });
}

/** All the room there is, less the SDK's own bars above and below the pictures. */
function sizes() {
  const bars = 96;
  const width = Math.max(240, window.innerWidth);
  const height = Math.max(135, window.innerHeight - bars);
  return { default: { width, height }, ribbon: { width: Math.min(width, 316), height } };
}

/** What the SDK rejects with has had several shapes. */
function fault(error: unknown): { code: string; reason: string } {
  const given = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return {
    code: text(given.errorCode) || text(given.code) || text(given.type) || 'unknown',
    reason: text(given.reason) || text(given.message),
  };
}

/** The sandbox's room in place of Zoom's. It is told what the SDK is told, after the # so that no log keeps it. */
function standIn(room: string, entry: Entry): void {
  const { signature, userName, userEmail, customerKey, zak, password, language } = entry;
  const given = { signature, name: userName, email: userEmail, customerKey, zak, password, lang: language };
  const parts = Object.entries(given).filter((part): part is [string, string] => Boolean(part[1]));
  const frame = document.createElement('iframe');
  frame.src = `${room}#${new URLSearchParams(parts).toString()}`;
  frame.title = document.title;
  root.append(frame);
  window.addEventListener('message', ({ source, data }: MessageEvent<{ type?: string; state?: string }>) => {
    if (source !== frame.contentWindow || data.type !== 'room') return;
    if (data.state === 'joined') tell({ kind: 'joined' });
    else if (data.state === 'dropped') tell({ kind: 'reconnecting' });
    else if (data.state === 'lost') tell({ kind: 'lost' });
    else if (data.state === 'left' || data.state === 'ended') tell({ kind: 'left' });
  });
  tell({ kind: 'asked' });
}
