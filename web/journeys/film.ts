import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The ffmpeg that the product itself uses: the one the build unpacked, or the one configured. */
function program(): string {
  const unpacked = join(import.meta.dirname, '../../render/target/ffmpeg');
  const found = readdirSync(unpacked, { recursive: true, withFileTypes: true }).find(
    (file) => file.isFile() && file.name === 'ffmpeg',
  );
  return process.env.RAPPORT_FFMPEG ?? (found ? join(found.parentPath, found.name) : 'ffmpeg');
}

/** The unpacked build brings its libraries along. */
function ffmpeg(...given: string[]) {
  const file = program();
  const env = { ...process.env, LD_LIBRARY_PATH: dirname(file) };
  return promisify(execFile)(file, ['-hide_banner', ...given], { env });
}

/** Moving pictures with a sound that swells and fades as speech does. */
export async function film(file: string, seconds: number, size = '1280x720'): Promise<string> {
  const syllables = '0.4*sin(2*PI*170*t)*max(0\\,sin(2*PI*2.5*t))*(0.6+0.4*sin(2*PI*0.4*t))';
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30:duration=${seconds}`];
  const sound = ['-f', 'lavfi', '-i', `aevalsrc=${syllables}:s=48000:d=${seconds}`];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await ffmpeg('-v', 'error', '-y', ...pictures, ...sound, ...coding, file);
  return file;
}

/** What is said while the whole of a file is decoded: nothing, if it is sound. */
export async function complaints(file: string): Promise<string> {
  const { stderr } = await ffmpeg('-v', 'warning', '-xerror', '-i', file, '-f', 'null', '-');
  return stderr;
}
