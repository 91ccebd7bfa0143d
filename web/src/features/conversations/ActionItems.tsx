import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { Section } from '@/ui/Section';
import { ActionItemForm } from './ActionItemForm';
import classes from './ActionItems.module.css';
import { ActionItemRow } from './ActionItemRow';
import { addItem, type Conversation } from './api';

/** What was promised: tick it, correct it, add what was forgotten. */
export function ActionItems({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  const mayWrite = useMay('conversations:write');
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t('items.title')}
      count={talk.actionItems.length || undefined}
      action={
        mayWrite &&
        !adding && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('items.add')}
          </Button>
        )
      }
    >
      {adding && (
        <ActionItemForm
          save={(change) => addItem(talk.id, change)}
          conversation={talk.id}
          onClose={() => setAdding(false)}
        />
      )}
      {talk.actionItems.length === 0 && !adding ? (
        <p className={classes.none}>{t('items.none')}</p>
      ) : (
        <ul className={classes.list}>
          {talk.actionItems.map((item) => (
            <ActionItemRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Section>
  );
}
