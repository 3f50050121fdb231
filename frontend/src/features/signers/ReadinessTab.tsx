import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { StatusDot } from '@/components/StatusDot';
import { Checklist } from './Checklist';
import classes from './Checklist.module.css';
import { LetterDialog } from './LetterDialog';

const t = texts.signers;

export const useReadiness = (id: number) =>
  useQuery({ queryKey: ['signers', 'readiness', id], queryFn: () => api.signers.Readiness(id), staleTime: 0 });

/** A signer's checklist and the access letter. */
export function ReadinessTab({ id, email, from }: { id: number; email: string; from?: string }) {
  const query = useReadiness(id);
  const [writing, setWriting] = useState(false);
  return (
    <div className={classes.part}>
      <Loaded query={query}>
        {(readiness) => (
          <>
            <div className={classes.head}>
              <StatusDot tone={readiness.isReady ? 'good' : 'warn'}>
                {readiness.isReady ? t.ready : t.unready}
              </StatusDot>
              <Button size="xs" onClick={() => setWriting(true)}>
                {t.letter.button}
              </Button>
            </div>
            {readiness.site.length > 0 ? <Checklist label={t.site} steps={readiness.site} /> : null}
            <Checklist label={t.checklist} steps={readiness.steps} from={from} onLetter={() => setWriting(true)} />
          </>
        )}
      </Loaded>
      <LetterDialog id={id} email={email} opened={writing} onClose={() => setWriting(false)} />
    </div>
  );
}
