import { type ReactNode, useEffect, useId, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The platform's own: it keeps the keyboard inside, closes on Escape and gives the focus back. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onClose={onClose}
      className="bg-card text-ink border-line w-[min(36rem,calc(100vw-2rem))] rounded-lg border p-6 shadow-xl backdrop:bg-black/40"
    >
      <h2 id={id} className="font-serif mb-3 text-xl font-semibold">
        {title}
      </h2>
      {open && children}
    </dialog>
  );
}
