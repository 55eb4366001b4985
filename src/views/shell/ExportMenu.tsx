import FileOutput from 'lucide-solid/icons/file-output';
import { Menu } from '../pieces/Menu';
import { createMediaQuery } from '../pieces/media-query';
import { report } from './app-notice';
import { screenExports } from './screen-exports';

/** The one door out: what the screen in sight can give. */
export function ExportMenu() {
  const isSmall = createMediaQuery('(width < 600px) or (1024px <= width < 1200px)');
  async function run(entry: ReturnType<typeof screenExports>[number]): Promise<void> {
    const problem = await entry.run().catch((error: unknown) => String(error));
    if (problem !== null) report(`${entry.label} was not exported. ${problem}`);
  }
  const items = () =>
    screenExports().length > 0
      ? screenExports().map((entry) => ({
          label: entry.label,
          hint: entry.hint,
          disabled: entry.disabled,
          onSelect: () => void run(entry),
        }))
      : [
          {
            label: 'Nothing to export on this screen',
            hint: 'Coverage gives a Navigator layer, tables and pictures, Inventory gives tables.',
            disabled: true,
            onSelect: () => undefined,
          },
        ];
  return <Menu label="Export" items={items()} icon={isSmall() ? undefined : FileOutput} />;
}
