import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { useMay } from '@/lib/session';
import { Initials } from '@/ui/Initials';
import { Section } from '@/ui/Section';
import { offerUndo } from '@/ui/toast';
import { removeStakeholder, restoreStakeholder, type CustomerDetail, type Stakeholder } from './api';
import { StakeholderDialog } from './StakeholderDialog';
import classes from './Stakeholders.module.css';

/** The people there, with how to reach them. */
export function Stakeholders({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const queryClient = useQueryClient();
  const mayWrite = useMay('customers:write');
  const [edited, setEdited] = useState<Stakeholder | 'new'>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['customers'] });
  const remove = useMutation({
    mutationFn: (person: Stakeholder) => removeStakeholder(person.id),
    onSuccess: async (_answer, person) => {
      offerUndo(t('person.removed', { name: isolate(person.name) }), async () => {
        await restoreStakeholder(person.id);
        await refresh();
      });
      await refresh();
    },
  });
  return (
    <Section
      title={t('people.title')}
      count={customer.stakeholders.length}
      action={
        mayWrite && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('person.add')}
          </Button>
        )
      }
    >
      {customer.stakeholders.length === 0 ? (
        <p className={classes.none}>{t('person.none')}</p>
      ) : (
        <ul className={classes.list}>
          {customer.stakeholders.map((person) => (
            <li key={person.id} className={classes.person}>
              <Initials name={person.name} size={28} />
              <div className={classes.words}>
                <bdi className={classes.name}>{person.name}</bdi>
                {(person.title ?? person.role) && (
                  <bdi className={classes.title}>
                    {[person.title, person.role].filter(Boolean).join(' · ')}
                  </bdi>
                )}
                {person.emails.map((email) => (
                  <a key={email} href={`mailto:${email}`} className={classes.email}>
                    <bdi>{email}</bdi>
                  </a>
                ))}
              </div>
              {mayWrite && (
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon size="md" aria-label={t('person.actions', { name: isolate(person.name) })}>
                      <IconDots size={16} aria-hidden />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => setEdited(person)}>{t('edit.action')}</Menu.Item>
                    <Menu.Item onClick={() => remove.mutate(person)}>{t('person.remove')}</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              )}
            </li>
          ))}
        </ul>
      )}
      <StakeholderDialog
        customerId={customer.id}
        opened={edited !== undefined}
        person={edited === 'new' ? undefined : edited}
        onClose={() => setEdited(undefined)}
      />
    </Section>
  );
}
