import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { CohortDetail, CohortInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { CohortForm } from './CohortForm';
import { useShownCohort } from './CohortScreen';

const t = texts.cohorts;

export function SettingsTab() {
  const cohort = useShownCohort();
  const update = useChange((input: CohortInput) => api.cohorts.Update(cohort.id, input), { quiet: true });
  return (
    <CohortForm
      key={cohort.id}
      label={cohort.input.name}
      initial={cohort.input}
      present={cohort}
      save={update.mutateAsync}
      onSaved={() => sayDone(t.saved)}
    >
      <Removal cohort={cohort} />
    </CohortForm>
  );
}

/** Deletes the cohort; its responses stay unless that is ticked. */
function Removal({ cohort }: { cohort: CohortDetail }) {
  const navigate = useNavigate();
  const [withResponses, setWithResponses] = useState(false);
  const count = cohort.completed + cohort.inProgress + cohort.invited;
  const remove = useChange(() => api.cohorts.Delete(cohort.id, withResponses), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      navigate('/cohorts', { replace: true });
    },
  });
  return (
    <FormSection title={t.remove} sentence={t.removeSentence}>
      <div>
        <ConfirmButton
          title={t.removeTitle(cohort.input.name)}
          sentence={
            <>
              <p style={{ marginTop: 0 }}>{t.removeSentence}</p>
              {count > 0 ? (
                <Checkbox
                  label={t.removeResponses(count)}
                  checked={withResponses}
                  onChange={(event) => setWithResponses(event.currentTarget.checked)}
                />
              ) : null}
            </>
          }
          confirm={t.remove}
          danger
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          {t.remove}
        </ConfirmButton>
      </div>
    </FormSection>
  );
}
