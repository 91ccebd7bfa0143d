import { list, problem, type MockApi } from './api';
import { ada } from './data';
import { personal, withVideos } from './videos';

export const dana = {
  id: 'w-dana',
  kind: 'recorded',
  name: 'Dana',
  isDefault: true,
  url: null,
  model: null,
  serviceVoice: null,
  serviceVoiceName: null,
  hasKey: false,
  names: 2,
  videos: 1,
  trouble: null,
  consent: null,
  createdAt: '2026-03-02T10:00:00Z',
};

export const eleven = {
  ...dana,
  id: 'w-eleven',
  kind: 'elevenlabs',
  name: 'Nadia’s voice',
  isDefault: false,
  serviceVoice: 'v-1',
  serviceVoiceName: 'Nadia',
  hasKey: true,
  names: 0,
  trouble: {
    code: 'voice_quota',
    detail: 'ElevenLabs has no credit left. Add credit there, then try again.',
    at: '2026-03-12T09:00:00Z',
  },
  consent: {
    speaker: 'Nadia Haddad',
    words: 'I agree that Rapport Demo has ElevenLabs imitate my voice to say people’s names in videos.',
    agreedAt: '2026-03-01T09:00:00Z',
    recordedBy: 'Ada Berg',
  },
};

const studio = {
  ...dana,
  id: 'w-studio',
  kind: 'openai',
  name: 'Studio',
  isDefault: false,
  url: 'https://speech.example.com/v1',
  model: 'tts-1',
  serviceVoice: 'alloy',
  serviceVoiceName: 'alloy',
  hasKey: true,
  names: 0,
  videos: 0,
};

/** A twentieth of a second of silence. */
const wav = () => {
  const bytes = Buffer.alloc(44 + 800);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 800, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(800, 40);
  return bytes;
};

interface Recorded {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Videos and voices; what is recorded is kept, to be looked at. */
export function withVoices(as: object = ada): { api: MockApi; recorded: Recorded[] } {
  const recorded: Recorded[] = [];
  const name = (text: string, at: number) => ({
    id: `n-${at}`,
    name: text,
    durationSeconds: 0.8,
    audio: `/api/voices/w-dana/names/n-${at}/audio`,
    recordedAt: '2026-03-11T10:00:00Z',
  });
  const names = ['Ann', 'بدر'].map(name);
  const of = (id: string) => [dana, eleven, studio].find((voice) => voice.id === id);
  const sound = () => ({ headers: { 'Content-Type': 'audio/wav', 'Spoken-By': 'recorded' }, body: wav() });
  const api = withVideos(as)
    .on('GET /api/voices', list([dana, eleven, studio]))
    .on('GET /api/voices/:id', (_request, [id = '']) => {
      const voice = of(id);
      return voice
        ? { json: { ...voice, names: id === dana.id ? names.length : voice.names } }
        : problem(404, 'not_found', 'There is no such voice.');
    })
    .on('GET /api/voices/:id/names', (_request, [id]) => ({ json: list(id === dana.id ? names : []) }))
    .on('PUT /api/voices/:id/names', (request, _ids, url) => {
      const bytes = request.postDataBuffer() ?? Buffer.alloc(0);
      const given = url.searchParams.get('name') ?? '';
      recorded.push({ name: given, type: request.headers()['content-type'] ?? '', bytes });
      const made = name(given, 10 + recorded.length);
      names.push(made);
      return { json: made };
    })
    .on('GET /api/voices/:id/names/:name/audio', sound)
    .on('POST /api/voices/:id/try', sound)
    .on(
      'GET /api/voices/:id/choices',
      list([
        { id: 'v-1', name: 'Nadia', kind: 'cloned' },
        { id: 'v-2', name: 'Alto', kind: 'premade' },
      ]),
    )
    .on('GET /api/videos/:id/personal', () => ({
      json: list([
        ...personal,
        { ...personal[0], id: 'q-dee', spoken: [{ words: 'Dee', by: 'offline', voice: 'MaryTTS' }] },
      ]),
    }));
  return { api, recorded };
}
