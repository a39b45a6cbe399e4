export interface Example {
  readonly name: string;
  readonly text: string;
}

/** Of our own writing; what the model says of them is its own affair. */
export const examples: readonly Example[] = [
  {
    name: 'A prize',
    text: 'CONGRATULATIONS! Your mobile number has won a £2000 cash prize. To claim call 09061 000 000 now or text CLAIM to 80086. Offer ends tonight, 18+ only.',
  },
  {
    name: 'A lift home',
    text: 'Hi, my train is twenty minutes late again. Could you pick me up at the station around seven? I will bring the bread.',
  },
  {
    name: 'A parcel',
    text: 'Your parcel is waiting at our depot. A customs fee of 1.99 is due: confirm your address at http://parcel-desk.example/pay within 24 hours or it will be returned.',
  },
  {
    name: 'A reminder',
    text: 'Reminder from the dental practice: your appointment is on Thursday at 09:30. Reply YES to confirm, or call us if you need another day.',
  },
];
