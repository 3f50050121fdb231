import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/api';
import { saveText } from '@/api/system';
import type { AssessmentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { Page } from '@/components/Page';
import classes from './AssessmentScreen.module.css';
import { Outline } from './Outline';
import { RetireEffect } from './RetireEffect';
import { useAssessment } from './useAssessments';
import { Versions } from './Versions';

const t = texts.assessments;
const e = texts.editor;

/** One assessment: versions, what it asks, who has it. */
export function AssessmentScreen() {
  const id = Number(useParams().id);
  const query = useAssessment(id);
  const assessment = query.data;
  return (
    <Page
      title={assessment?.name ?? t.one}
      sentence={assessment?.description || t.detailSentence}
      above={
        <Anchor component={Link} to="/assessments" inherit>
          {t.back}
        </Anchor>
      }
      action={assessment ? <Actions assessment={assessment} /> : null}
    >
      <Loaded query={query}>
        {(detail) => (
          <div className={classes.columns}>
            <Outline sections={detail.sections} />
            <div className={classes.column}>
              <Versions assessment={detail} />
              <Who assessment={detail} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ assessment }: { assessment: AssessmentDetail }) {
  const { id, name, code, versions } = assessment;
  const draft = versions.find(({ state }) => state === 'draft');
  const canPublish = draft !== undefined && assessment.problems === 0;
  const published = versions.find(({ state }) => state === 'published');
  const publish = useChange(() => api.assessments.Publish(id), {
    quiet: true,
    onDone: () => sayDone(t.published(name)),
  });
  const retire = useChange(() => api.assessments.Retire(id), { quiet: true, onDone: () => sayDone(t.retired(name)) });

  const save = async () => {
    try {
      const where = await saveText(`${code}.json`, await api.assessments.Export(id));
      if (where) sayDone(t.exported(where));
    } catch (thrown) {
      sayFault(thrown);
    }
  };

  return (
    <>
      <Button onClick={save}>{t.export}</Button>
      {published ? (
        <ConfirmButton
          title={t.retireTitle(name)}
          sentence={<RetireEffect id={id} />}
          confirm={t.retire}
          danger
          onConfirm={() => retire.mutateAsync(undefined)}
        >
          {t.retire}
        </ConfirmButton>
      ) : null}
      {draft || assessment.problems > 0 ? (
        <Discard id={id} gone={versions.every(({ state }) => state === 'draft')} />
      ) : null}
      <Button component={Link} to={`/assessments/${id}/edit`} variant={canPublish ? 'default' : 'filled'}>
        {t.edit}
      </Button>
      {canPublish ? (
        <ConfirmButton
          title={t.publishTitle(name, draft.number)}
          sentence={t.publishSentence}
          confirm={t.publish}
          onConfirm={() => publish.mutateAsync(undefined)}
          button={{ variant: 'filled' }}
        >
          {t.publish}
        </ConfirmButton>
      ) : null}
    </>
  );
}

function Discard({ id, gone }: { id: number; gone: boolean }) {
  const navigate = useNavigate();
  const discard = useMutation({ mutationFn: () => api.assessments.DiscardDraft(id) });
  const client = useQueryClient();
  return (
    <ConfirmButton
      title={e.discardTitle}
      sentence={gone ? e.discardGone : e.discardSentence}
      confirm={e.discard}
      danger
      onConfirm={async () => {
        const isGone = await discard.mutateAsync();
        // What is gone is not asked for again before its screen is left.
        if (isGone) navigate('/assessments');
        sayDone(e.discarded);
        await client.invalidateQueries();
      }}
    >
      {e.discard}
    </ConfirmButton>
  );
}

function Who({ assessment }: { assessment: AssessmentDetail }) {
  const { managers, managerCount } = assessment;
  return (
    <section className={classes.card} aria-labelledby="who-title">
      <h2 className={classes.title} id="who-title">
        {t.who}
      </h2>
      {managers.length === 0 ? (
        <p className={classes.quiet}>{t.nobody}</p>
      ) : (
        <ul className={classes.people}>
          {managers.map((person) => (
            <li key={person.id}>
              <Anchor component={Link} to={`/users/${person.id}`} inherit dir="auto">
                {person.name || person.email}
              </Anchor>
              {person.name ? <div className={classes.small}>{person.email}</div> : null}
            </li>
          ))}
          {managerCount > managers.length ? <li>{t.moreManagers(managerCount - managers.length)}</li> : null}
        </ul>
      )}
    </section>
  );
}
