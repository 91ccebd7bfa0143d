import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { Message } from './Message';
import { problemText } from './problems';

interface Props {
  /** The thing that did not load, as a heading would name it. */
  what: string;
  error: unknown;
  retry: () => void;
}

/** In place of content that could not be loaded: what happened, and one way on. */
export function LoadError({ what, error, retry }: Props) {
  const { t } = useTranslation('ui');
  const refused = error instanceof Problem && error.status === 403;
  return (
    <div role="alert">
      <Message title={t('loadError.title', { what })} text={problemText(error)}>
        {!refused && (
          <Button variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </Message>
    </div>
  );
}
