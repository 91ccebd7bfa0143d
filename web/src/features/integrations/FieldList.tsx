import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '@/lib/search';
import { LoadError } from '@/ui/LoadError';
import { useFormat } from '@/ui/useFormat';
import { crmObjects, fetchFields, fieldsKey, fieldsQuery, type Connection, type CrmObject } from './api';
import classes from './ProviderPage.module.css';

/** The fields the CRM has, as its administrator set them up. */
export function FieldList({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [object, setObject] = useState<CrmObject>('contact');
  const [text, setText] = useState('');
  const fields = useQuery(fieldsQuery(connection.id, object));
  const refresh = useMutation({
    mutationFn: () => fetchFields(connection.id, object, true),
    onSuccess: (fresh) => queryClient.setQueryData(fieldsKey(connection.id, object), fresh),
  });
  const shown = (fields.data?.fields ?? []).filter(({ name, label }) => matches(`${label} ${name}`, text));
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label={t('fields.object')}
          data={crmObjects.map((value) => ({ value, label: t(`object.${value}`) }))}
          allowDeselect={false}
          value={object}
          onChange={(value) => value && setObject(value)}
          w={180}
        />
        <TextInput
          type="search"
          aria-label={t('fields.search')}
          placeholder={t('fields.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
          {t('fields.refresh')}
        </Button>
        {fields.data && (
          <span className={classes.dim}>{t('asOf', { time: format.moment(fields.data.asOf) })}</span>
        )}
      </div>
      {fields.isPending ? (
        <Skeleton h={240} role="status" aria-label={t('fields.loading')} />
      ) : fields.isError ? (
        <LoadError what={t('fields.title')} error={fields.error} retry={() => void fields.refetch()} />
      ) : shown.length === 0 ? (
        <p className={classes.dim}>{t('fields.none')}</p>
      ) : (
        // It scrolls, so the keyboard must reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.fields} tabIndex={0} role="region" aria-label={t('fields.table')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('fields.label')}</th>
                <th scope="col">{t('fields.name')}</th>
                <th scope="col">{t('fields.type')}</th>
                <th scope="col">{t('fields.traits')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, label, type, length, required, custom, writable, options }) => (
                <tr key={name}>
                  <td>
                    <bdi>{label}</bdi>
                  </td>
                  <td className="ltr">{name}</td>
                  <td>
                    {t(`type.${type}` as 'type.text', type)}
                    {length > 0 && ` (${format.number(length)})`}
                    {options.length > 0 && (
                      <span className={classes.dim} title={options.map((each) => each.label).join(', ')}>
                        {' '}
                        {t('fields.options', { count: options.length })}
                      </span>
                    )}
                  </td>
                  <td className={classes.dim}>
                    {[
                      required && t('fields.required'),
                      custom && t('fields.custom'),
                      !writable && t('fields.readOnly'),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
