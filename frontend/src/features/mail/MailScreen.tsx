import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { MailCard } from './MailCard';
import { MailForm } from './MailForm';
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
            <MailCard state={state} />
            <MailForm state={state} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
