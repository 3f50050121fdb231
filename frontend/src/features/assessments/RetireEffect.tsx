import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import classes from './AssessmentScreen.module.css';

const t = texts.assessments;

/** What retiring an assessment means for responses, cohorts and the Model User. */
export function RetireEffect({ id }: { id: number }) {
  const { data } = useQuery({
    queryKey: ['assessments', 'use', id],
    queryFn: () => api.assessments.Use(id),
    staleTime: 0,
  });
  if (!data) return <Skeleton height={60} />;
  return (
    <ul className={classes.effects}>
      <li>{t.retireSentence}</li>
      <li>{t.use.responses(data.open)}</li>
      {data.cohorts > 0 ? <li>{t.use.cohorts(data.cohorts)}</li> : null}
      {data.isModels ? <li>{data.isModelsAll ? t.use.modelAll : t.use.model}</li> : null}
      <li>{t.use.again}</li>
    </ul>
  );
}
