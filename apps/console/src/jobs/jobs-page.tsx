export function JobsPage() {
  return <h1 className="font-serif text-3xl">Jobs</h1>;
}
