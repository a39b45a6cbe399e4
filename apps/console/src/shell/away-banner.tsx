export function AwayBanner() {
  return (
    <div
      role="status"
      className="bg-warn-paper text-ink border-warn sticky top-13 z-20 border-b px-4 py-2 text-sm lg:top-0 lg:px-8"
    >
      <strong>The server does not answer.</strong> It is asked again every few seconds; until it is back,
      nothing here is new.
    </div>
  );
}
