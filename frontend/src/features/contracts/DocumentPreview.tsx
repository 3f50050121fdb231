import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import classes from './Contracts.module.css';
import { Holes } from './Obstacles';
import { PdfView } from './PdfView';
import { usePreview } from './usePreview';

const t = texts.contracts.document;

/** The PDF beside the form, and large enough to be read. */
export function DocumentPreview({ document }: { document: DocumentDetail }) {
  const { there, query, holes } = usePreview(document);
  const [large, { open, close }] = useDisclosure(false);
  if (!there) return null;
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <h2>{t.preview}</h2>
        {query.data ? (
          <Button size="compact-sm" onClick={open}>
            {t.larger}
          </Button>
        ) : null}
      </div>
      <p className={classes.help}>{document.isWritten ? t.previewSentence : t.sentPreview}</p>
      <Holes holes={holes} />
      <Loaded query={query}>{({ data }) => <PdfView data={data} label={t.preview} />}</Loaded>
      <PdfDialog title={document.row.title} data={query.data?.data} opened={large} onClose={close} />
    </div>
  );
}

interface PdfDialogProps {
  title: string;
  sentence?: string;
  /** base64; undefined while it is not there yet. */
  data: string | undefined;
  opened: boolean;
  onClose: () => void;
}

/** A PDF in the whole window. */
export function PdfDialog({ title, sentence, data, opened, onClose }: PdfDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={960}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      {sentence ? <p className={classes.help}>{sentence}</p> : null}
      {data ? <PdfView data={data} label={title} large /> : null}
    </Modal>
  );
}
