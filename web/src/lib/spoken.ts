import i18next from 'i18next';
import { isolate } from './format';

const speakers = ['recorded', 'elevenlabs', 'openai', 'offline', 'nobody'] as const;

/** Who spoke, so that nobody takes a program for a person: "Recorded by Dana", "ElevenLabs: Dana", "Offline voice". */
export function spokenBy(by: string, voice: string | null): string {
  const known = speakers.find((each) => each === by) ?? 'nobody';
  return i18next.t(`ui:spokenBy.${known}`, { voice: isolate(voice ?? '') });
}
