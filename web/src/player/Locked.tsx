import { useState, type SyntheticEvent } from 'react';
import { Problem } from '@/lib/problem';
import { Frame, type PageProps } from './Frame';
import { unlock } from './sharedVideo';
import type { Say } from './words';

export function Locked({ token, say, onOpen, ...page }: PageProps & { onOpen: () => void }) {
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [trying, setTrying] = useState(false);
  const open = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTrying(true);
    setTrouble(null);
    try {
      await unlock(token, password);
      onOpen();
    } catch (error) {
      setTrouble(inWords(error, say));
      setTrying(false);
    }
  };
  return (
    <Frame {...{ token, say, ...page }}>
      <form className="card" onSubmit={(event) => void open(event)}>
        <h1>{say('locked.title')}</h1>
        <p>{say('locked.text')}</p>
        <label>
          {say('locked.password')}
          <input
            type="password"
            dir="ltr"
            required
            autoComplete="current-password"
            value={password}
            aria-invalid={trouble !== null}
            aria-describedby={trouble === null ? undefined : 'trouble'}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        {trouble !== null && (
          <p id="trouble" role="alert" className="trouble">
            {trouble}
          </p>
        )}
        <button type="submit" className="solid" disabled={trying}>
          {say('locked.open')}
        </button>
      </form>
    </Frame>
  );
}

function inWords(error: unknown, say: Say): string {
  if (!(error instanceof Problem)) return say('unreachable.title');
  if (error.status === 429) return say('locked.slow', { seconds: error.retryAfter ?? 60 });
  return error.status === 403 || error.status === 401 ? say('locked.wrong') : say('unreachable.title');
}
