import { linkTo } from '../../state/route';
import './Mark.css';

/** The name of the product and the way to its first page. */
export function Mark(props: { readonly isCurrent: boolean }) {
  return (
    <a class="mark" href={linkTo('start')} aria-current={props.isCurrent ? 'page' : undefined}>
      {/* The watch-tower of the icon, in the ink of the text beside it. */}
      <svg class="mark-sign" viewBox="12 6 40 52" width="15" height="20" aria-hidden="true">
        <path
          fill="currentColor"
          d="M32 8 50 20H14zM18 22h28v14H18zM22.5 36h3.3l-5.8 20h-3.3zM41.5 36h-3.3l5.8 20h3.3zM21 45h22v3H21z"
        />
        <path class="mark-window" d="M22 26h20v5H22z" />
      </svg>
      <span class="mark-name">Vedette</span>
    </a>
  );
}
