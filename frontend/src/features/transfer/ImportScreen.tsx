import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Page } from '@/components/Page';
import { ColumnsPart } from './ColumnsPart';
import { FilePart } from './FilePart';
import { Outcome } from './Outcome';
import { RulesPart } from './RulesPart';
import { type Kind, useImport } from './useImport';

const t = texts.transfer;

/** From a file to organizations, users or allotments: choose, say what the columns hold, check, import. */
export function ImportScreen({ kind }: { kind: Kind }) {
  // Another kind is another import.
  return <Screen key={kind} kind={kind} />;
}

function Screen({ kind }: { kind: Kind }) {
  const flow = useImport(kind);
  const words = t.kinds[kind];
  const busy = flow.carryOut.running || flow.check.running;
  return (
    <Page title={words.title} sentence={words.sentence} above={<Link to={`/${kind}`}>{words.back}</Link>}>
      <div>
        {flow.done ? null : (
          <>
            <FilePart kind={kind} flow={flow} />
            {flow.preview ? (
              <fieldset disabled={busy} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
                <ColumnsPart preview={flow.preview} choice={flow.choice} onChange={flow.change} />
                <RulesPart kind={kind} choice={flow.choice} onChange={flow.change} />
              </fieldset>
            ) : null}
          </>
        )}
        {flow.error ? <ErrorNotice error={flow.error} /> : null}
        {flow.preview ? <Outcome kind={kind} flow={flow} /> : null}
      </div>
    </Page>
  );
}
