import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Leads to the place in the transcript that words stand on. */
export function TurnLink({
  conversation,
  turn,
  className,
  children,
}: {
  conversation: string;
  turn: number;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation('conversations');
  return (
    <Tooltip label={t('transcript.jump')} openDelay={500}>
      <Link
        to="/conversations/$conversationId"
        params={{ conversationId: conversation }}
        search={{ turn }}
        resetScroll={false}
        className={className}
      >
        {children}
      </Link>
    </Tooltip>
  );
}
