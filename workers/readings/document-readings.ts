import { success } from '../../src/domain/result';
import { readReportBytes, readReportText } from './report-reading';

/** Reports that are documents: each kind comes with its libraries when its first file does. */

type Tell = (pages: { readonly done: number; readonly total: number }) => void;

const tellPages = (tell: Tell) => (done: number, total: number) => tell({ done, total });

export const readPdfReport = readReportBytes('report-pdf', async () => {
  const { readPdf } = await import('../../src/formats/documents/report-pdf');
  return (bytes, _, tell) => readPdf(bytes, tellPages(tell));
});

export const readDocxReport = readReportBytes('report-docx', async () => {
  const { readDocx } = await import('../../src/formats/documents/report-docx');
  return async (bytes) => readDocx(bytes);
});

/** Pages say themselves how they are encoded. */
export const readHtmlPage = readReportBytes('report-html', async () => {
  const { decodeHtml, readHtmlReport } = await import('../../src/formats/documents/report-html');
  return async (bytes) => {
    const text = decodeHtml(bytes);
    if (!text.ok) return text;
    const page = readHtmlReport(text.value);
    return page.ok ? success(page.value, [...text.issues, ...page.issues]) : page;
  };
});

export const readMessage = readReportBytes('report-email', async () => {
  const { readEmail } = await import('../../src/formats/documents/report-email');
  return (bytes, _, tell) => readEmail(bytes, tellPages(tell));
});

export const readTextDocument = readReportText('report-text', async () => {
  const { readTextReport } = await import('../../src/formats/documents/report-text');
  return readTextReport;
});
