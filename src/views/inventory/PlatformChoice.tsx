import { ChoiceSet } from './ChoiceSet';
import { useInventory } from './inventory-scope';

/** Platforms of the ATT&CK release in use; others that the group already has stay, and are marked. */
export function PlatformChoice(props: {
  readonly chosen: readonly string[];
  readonly onChange: (platforms: readonly string[]) => void;
  readonly label?: string;
  readonly hint?: string;
}) {
  const { platforms } = useInventory();
  const options = () => {
    const others = props.chosen.filter((name) => !platforms().includes(name));
    return [
      ...[...platforms()].sort((a, b) => a.localeCompare(b, 'en')).map((name) => ({ value: name, label: name })),
      ...others.map((name) => ({ value: name, label: name, hint: 'not in this ATT&CK release' })),
    ];
  };
  return (
    <ChoiceSet
      label={props.label ?? 'Platforms'}
      hint={props.hint ?? 'Techniques and analytics for these apply to the group.'}
      options={options()}
      chosen={props.chosen}
      onChange={(chosen) => props.onChange(chosen)}
    />
  );
}
