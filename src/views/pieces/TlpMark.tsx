import './TlpMark.css';

/** A Traffic Light Protocol label: its official colour, always with the word. https://www.first.org/tlp/ */
export function TlpMark(props: { readonly tlp: string }) {
  return (
    <span class="tlp-mark" data-tlp={props.tlp}>
      {props.tlp}
    </span>
  );
}
