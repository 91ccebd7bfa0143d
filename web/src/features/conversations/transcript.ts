export const largest = 10 * 1024 * 1024;

/** A transcript on its way in: what is read of it now, and the file it came from, sent as it is. */
export interface Given {
  content: string;
  file?: File;
}

/** Near enough to show what is in it; the server decodes the file itself. */
export function decode(bytes: ArrayBuffer): string {
  const head = new Uint8Array(bytes.slice(0, 2));
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
