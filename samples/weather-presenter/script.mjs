/** What the skies of the data are called aloud, and what one wears for them. */
const SKIES = {
  rain: { words: 'rain', advice: 'Take an umbrella.', look: { outfit: 'raincoat', background: 'storm' } },
  clouds: { words: 'clouds', advice: 'A jumper will do.', look: { outfit: 'turtleneck', background: 'paper' } },
  sun: { words: 'sunshine', advice: 'Leave the coat at home.', look: { outfit: 'jumper', background: 'sky' } },
};

/** The look for a sky. */
export function lookFor(sky) {
  return SKIES[sky].look;
}

/** A script of a few sentences, one for each day, from the data. */
export function scriptFor({ city, days }) {
  const sentences = days.map(({ day, sky, low, high, wind }) => {
    const breeze = wind >= 35 ? `, with strong wind of ${wind} kilometres an hour` : '';
    return `${capital(day)}: ${SKIES[sky].words} and ${low} to ${high} degrees${breeze}.`;
  });
  return `Here is the weather for ${city}. ${sentences.join(' ')} ${SKIES[days[0].sky].advice}`;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
