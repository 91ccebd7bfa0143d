import { ActionIcon, Button, Group, Menu, Textarea } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowForward,
  IconCoin,
  IconDots,
  IconSwords,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { Section } from '@/ui/Section';
import { changeInsight, conversationKey, deleteInsight, type Conversation, type Insight } from './api';
import classes from './Insights.module.css';
import { TurnLink } from './TurnLink';

const icons: Record<Insight['kind'], Icon> = {
  budget: IconCoin,
  competitor: IconSwords,
  decision_maker: IconUserCheck,
  risk: IconAlertTriangle,
  next_step: IconArrowForward,
};

/** What a seller listens for: money, rivals, deciders, risks, next steps, each with the words it rests on. */
export function Insights({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  return (
    <Section title={t('insight.title')} count={talk.insights.length || undefined}>
      {talk.insights.length === 0 ? (
        <p className={classes.none}>{talk.summary ? t('insight.none') : t('insight.notYet')}</p>
      ) : (
        <ul className={classes.list}>
          {talk.insights.map((insight) => (
            <Entry key={insight.id} insight={insight} conversation={talk.id} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Entry({ insight, conversation }: { insight: Insight; conversation: string }) {
  const { t } = useTranslation('conversations');
  const queryClient = useQueryClient();
  const mayWrite = useMay('conversations:write');
  const [text, setText] = useState<string>();
  const take = (fresh: Conversation) => {
    queryClient.setQueryData(conversationKey(conversation), fresh);
    setText(undefined);
  };
  const save = useMutation({
    mutationFn: (changed: string) => changeInsight(insight.id, { text: changed }),
    onSuccess: take,
  });
  const remove = useMutation({ mutationFn: () => deleteInsight(insight.id), onSuccess: take });
  const Sign = icons[insight.kind];
  return (
    <li className={classes.entry} data-kind={insight.kind}>
      <span className={classes.sign} aria-hidden>
        <Sign size={16} stroke={1.6} />
      </span>
      <div className={classes.words}>
        <span className={classes.kind}>{t(`insight.${insight.kind}`)}</span>
        {text === undefined ? (
          <bdi className={classes.text}>{insight.text}</bdi>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate(text.trim());
            }}
          >
            <Textarea
              aria-label={t(`insight.${insight.kind}`)}
              autosize
              minRows={2}
              maxLength={500}
              dir="auto"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Escape' && setText(undefined)}
            />
            <Group gap="xs" mt={6}>
              <Button type="submit" size="compact-sm" loading={save.isPending} disabled={text.trim() === ''}>
                {t('save')}
              </Button>
              <Button variant="default" size="compact-sm" onClick={() => setText(undefined)}>
                {t('cancel')}
              </Button>
            </Group>
          </form>
        )}
        {insight.quote && insight.quote !== insight.text && (
          <TurnLink conversation={conversation} turn={insight.turn} className={classes.quote}>
            <q dir="auto">{insight.quote}</q>
          </TurnLink>
        )}
        {(!insight.quote || insight.quote === insight.text) && (
          <TurnLink conversation={conversation} turn={insight.turn} className={classes.quote}>
            {t('transcript.show')}
          </TurnLink>
        )}
      </div>
      {mayWrite && text === undefined && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="md" aria-label={t('insight.more', { text: insight.text })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setText(insight.text)}>{t('insight.edit')}</Menu.Item>
            <Menu.Item onClick={() => remove.mutate()}>{t('insight.delete')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
