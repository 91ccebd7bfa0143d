import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/ui/FormDialog';
import { instructorsQuery, saveCohort, type Cohort } from './cohorts';
import { trainingKey } from './keys';

/** A new cohort, which opens so that people can be enrolled, or another name and teacher for one. */
export function CohortDialog({ cohort, onClose }: { cohort?: Cohort; onClose: () => void }) {
  const { t } = useTranslation('training');
  const router = useRouter();
  const queryClient = useQueryClient();
  const instructors = useQuery(instructorsQuery);
  const [name, setName] = useState(cohort?.name ?? '');
  const [instructor, setInstructor] = useState(cohort?.instructor_id ?? null);
  const save = useMutation({
    mutationFn: () => saveCohort(cohort?.id, { name: name.trim(), instructor_id: instructor ?? '' }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: trainingKey });
      if (cohort) onClose();
      else router.history.push(`/training/cohorts/${id}`);
    },
    meta: { showsProblem: true },
  });
  return (
    <FormDialog
      title={cohort ? t('cohort.edit') : t('cohort.new')}
      action={cohort ? t('save') : t('cohort.create')}
      ready={name.trim() !== '' && instructor !== null}
      save={save}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        required
        withAsterisk={false}
        maxLength={200}
        dir="auto"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('field.instructor')}
        description={t('cohort.instructorAbout')}
        data={(instructors.data ?? []).map(({ id, name: label }) => ({ value: id, label }))}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('noneFound')}
        value={instructor}
        onChange={setInstructor}
      />
    </FormDialog>
  );
}
