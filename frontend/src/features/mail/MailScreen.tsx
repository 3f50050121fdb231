import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { MailForm } from './MailForm';
import { StateCard } from './StateCard';
import { useMail } from './useMail';

const t = texts.mail;

/** Site Settings › Mail. */
export function MailScreen() {
  const query = useMail();
  return (
    <Page title={t.title} sentence={t.sentence}>
      <Loaded query={query}>
        {(state) => (
          <>
            <StateCard state={state} />
            <MailForm state={state} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
