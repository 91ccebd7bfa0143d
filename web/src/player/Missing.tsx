import { Frame, type PageProps } from './Frame';
import type { Missing as Why } from './sharedVideo';

export function Missing({ say, why, again, ...page }: PageProps & { why: Why; again: () => void }) {
  return (
    <Frame {...page}>
      <div className="card">
        <h1>{say(`${why}.title`)}</h1>
        <p>{say(`${why}.text`)}</p>
        {why === 'unreachable' && (
          <button type="button" className="solid" onClick={again}>
            {say('tryAgain')}
          </button>
        )}
      </div>
    </Frame>
  );
}
