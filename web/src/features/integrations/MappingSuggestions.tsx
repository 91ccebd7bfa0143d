import { Button, Group } from '@mantine/core';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { suggestionsQuery, type Connection, type MappingItem, type Suggestion } from './api';
import classes from './ProviderPage.module.css';

/** As sure as this, several may be taken at once. */
const SURE = 0.8;

interface Props {
  connection: Connection;
  taken: MappingItem[];
  onTake: (suggested: Suggestion[]) => void;
}

/** Fields whose names look made for our facts. Taking one adds it above; it counts once it is saved. */
export function MappingSuggestions({ connection, taken, onTake }: Props) {
  const { t } = useTranslation('integrations');
  const format = useFormat();
  const suggestions = useQuery(suggestionsQuery(connection.id));
  const open = (suggestions.data ?? []).filter(
    (one) => !taken.some(({ object, field }) => object === one.object && field === one.field),
  );
  if (open.length === 0) return null;
  const sure = open.filter(({ confidence }) => confidence >= SURE);
  return (
    <div className={classes.suggestions}>
      <Group justify="space-between">
        <h3>{t('mapping.suggested')}</h3>
        {sure.length > 1 && (
          <Button variant="default" size="xs" onClick={() => onTake(sure)}>
            {t('mapping.takeSure', { count: sure.length, share: format.percent(SURE) })}
          </Button>
        )}
      </Group>
      <ul className={classes.list}>
        {open.map((one) => (
          <li key={`${one.object} ${one.field}`} className={classes.suggestion}>
            <span>
              {t(`source.${one.source}` as 'source.summary', one.source)}{' '}
              <IconArrowRight size={14} className={`${classes.arrow} flips`} aria-hidden />{' '}
              <bdi>{one.label === one.field ? one.field : `${one.label} (${one.field})`}</bdi>
            </span>
            <span className={classes.dim}>
              {t(`object.${one.object}`)} ·{' '}
              {t('mapping.confidence', { share: format.percent(one.confidence) })}
            </span>
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              aria-label={t('mapping.takeNamed', { field: one.label })}
              onClick={() => onTake([one])}
            >
              {t('mapping.take')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
