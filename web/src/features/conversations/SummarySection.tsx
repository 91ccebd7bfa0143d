import { Alert, Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { changeConversation, conversationKey, generateSummary, type Conversation } from './api';
import classes from './SummarySection.module.css';
import { TurnLink } from './TurnLink';

/** What the talk came to. Each sentence of a generated one leads to where it was said. */
export function SummarySection({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  const queryClient = useQueryClient();
  const mayWrite = useMay('conversations:write');
  const [text, setText] = useState<string>();
  const take = (fresh: Conversation) => queryClient.setQueryData(conversationKey(talk.id), fresh);
  const generate = useMutation({
    mutationFn: () => generateSummary(talk.id),
    onSuccess: take,
    meta: { showsProblem: true },
  });
  const save = useMutation({
    mutationFn: (text: string) => changeConversation(talk.id, { summary: text || null }),
    onSuccess: (fresh) => {
      take(fresh);
      setText(undefined);
    },
    meta: { showsProblem: true },
  });
  const { summary, summaryDetails: details } = talk;
  const canGenerate = talk.turnCount > 0;
  const failed = generate.error ?? save.error;
  return (
    <Section
      title={t('summary.title')}
      action={
        mayWrite &&
        text === undefined &&
        summary && (
          <Group gap={4}>
            {canGenerate && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                loading={generate.isPending}
                onClick={() => generate.mutate()}
              >
                {t('summary.regenerate')}
              </Button>
            )}
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setText(summary)}>
              {t('summary.edit')}
            </Button>
          </Group>
        )
      }
    >
      {failed && (
        <Alert color="red" role="alert" mb="xs">
          {problemText(failed)}
        </Alert>
      )}
      {text !== undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(text.trim());
          }}
        >
          <Textarea
            aria-label={t('summary.title')}
            autosize
            minRows={4}
            maxRows={20}
            dir="auto"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setText(undefined)}
          />
          <Group gap="xs" mt="xs">
            <Button
              type="submit"
              size="compact-md"
              loading={save.isPending}
              disabled={text.trim() === '' && !summary}
            >
              {t('save')}
            </Button>
            <Button variant="default" size="compact-md" onClick={() => setText(undefined)}>
              {t('cancel')}
            </Button>
          </Group>
        </form>
      ) : summary !== null && details ? (
        <>
          <p className={classes.text} dir="auto">
            {details.sentences.length > 0
              ? details.sentences.map((sentence, at) => (
                  <span key={at}>
                    <TurnLink conversation={talk.id} turn={sentence.turn} className={classes.sentence}>
                      {sentence.text}
                    </TurnLink>{' '}
                  </span>
                ))
              : summary}
          </p>
          <p className={classes.origin}>
            {t(`summary.origin.${details.origin}`)}
            {details.edited && details.origin !== 'entered' && `, ${t('summary.edited')}`}
            {details.generatedAt && (
              <>
                {' · '}
                <RelativeTime at={details.generatedAt} />
              </>
            )}
          </p>
        </>
      ) : (
        <div className={classes.none}>
          <p>{canGenerate ? t('summary.none') : t('summary.noTranscript')}</p>
          {mayWrite && (
            <Group gap="xs">
              {canGenerate && (
                <Button
                  variant="default"
                  size="compact-md"
                  loading={generate.isPending}
                  onClick={() => generate.mutate()}
                >
                  {t('summary.generate')}
                </Button>
              )}
              <Button variant="default" size="compact-md" onClick={() => setText('')}>
                {t('summary.enter')}
              </Button>
            </Group>
          )}
        </div>
      )}
    </Section>
  );
}
