import { asksNotToBeTracked, type Recording } from './useRecording';
import type { Say } from './words';

interface Props {
  owner: string | null;
  say: Say;
  recording: Recording;
}

/** Who learns what from this page, and how to be left out. */
export function Privacy({ owner, say, recording: { refused, refuse } }: Props) {
  if (asksNotToBeTracked()) return <p className="privacy">{say('privacy.respected')}</p>;
  if (refused) {
    return (
      <div className="privacy">
        <p role="status">{say('privacy.refused')}</p>
        <button type="button" className="quiet" onClick={() => refuse(false)}>
          {say('privacy.allow')}
        </button>
      </div>
    );
  }
  return (
    <div className="privacy">
      <details>
        <summary>
          {owner ? say('privacy.recorded', { name: isolated(owner) }) : say('privacy.recordedNobody')}{' '}
          <span className="more">{say('privacy.kept')}</span>
        </summary>
        <p>{say('privacy.detail')}</p>
        <button type="button" className="quiet" onClick={() => refuse(true)}>
          {say('privacy.refuse')}
        </button>
      </details>
    </div>
  );
}

/** A name keeps its own direction within a sentence. */
export const isolated = (name: string) => `\u2068${name}\u2069`;
