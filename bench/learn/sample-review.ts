/** A review of 230 words, of our own writing: about what a person types into a form. */
export const sampleReview = `I went to see this film on a rainy Tuesday with no expectations at all, and for the first twenty minutes I was sure I had made a mistake. The opening drags. Two brothers argue about a boat, their mother washes the same plate three times, and nobody says what everybody knows. Then the storm comes, and everything that seemed slow turns out to have been patient.

What follows is one of the best hours I have spent in a cinema this year. The camera stays close, the sound is frightening without being loud, and the younger brother's face does more than any line of dialogue could. I didn't notice the music until it stopped. The ending won't please everyone; my friend thought it was cheap, and we argued about it all the way home, which is more than most films give you.

It isn't perfect. The subplot with the harbour master goes nowhere, one flashback would have been enough, and the old man's accent wanders about the coast in every scene. Still, these are small complaints about a film that trusts its audience and mostly earns that trust. The acting is excellent, the photography is beautiful, and the last shot is worth the price of the ticket.

If you need explosions, stay away. If you have ever been angry with someone you love, go, and go with them. 8/10.
`;
