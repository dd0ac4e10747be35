namespace Troupe.Engines.Flite;

/// <summary>Copies flite's relations of an utterance (Token, Word, SylStructure, Phrase, Segment) to managed objects.</summary>
internal static class PronunciationReader
{
    /// <summary>Reads an utterance whose text has been analysed.</summary>
    public static Pronunciation Read(FliteLibrary flite, nint utterance)
    {
        var tokens = new Dictionary<nint, int>();
        for (var token = flite.First(utterance, "Token"u8); token != 0; token = flite.Next(token))
        {
            tokens[token] = tokens.Count;
        }

        List<Phone> phones = [];
        List<PhoneticPhrase> phrases = [];
        nint syllableItem = 0, wordItem = 0, phraseItem = 0;
        Syllable? syllable = null;
        for (var segment = flite.First(utterance, "Segment"u8); segment != 0; segment = flite.Next(segment))
        {
            var item = flite.Follow(segment, "R:SylStructure.parent"u8);
            if (item == 0)
            {
                phones.Add(new Phone(flite.Text(segment, "name"u8), null, flite.Number(segment, "end"u8)));
                continue;
            }

            if (item != syllableItem)
            {
                syllableItem = item;
                var parent = flite.Follow(item, "parent"u8);
                var word = syllable?.Word;
                if (parent != wordItem || word is null)
                {
                    wordItem = parent;
                    var group = flite.Follow(parent, "R:Phrase.parent"u8);
                    if (group != phraseItem || phrases.Count == 0)
                    {
                        phraseItem = group;
                        phrases.Add(new PhoneticPhrase());
                    }

                    var token = tokens.GetValueOrDefault(flite.Follow(parent, "R:Token.parent"u8), word?.Token ?? 0);
                    word = new PhoneticWord(phrases[^1], token, flite.Feature(parent, "gpos"u8));
                    phrases[^1].Words.Add(word);
                }

                syllable = new Syllable(
                    word,
                    stressed: flite.Feature(item, "stress"u8) == "1",
                    accented: flite.Feature(item, "accented"u8) == "1",
                    endTone: flite.Feature(item, "endtone"u8) is var tone && tone == "0" ? "NONE" : tone);
                word.Syllables.Add(syllable);
            }

            var phone = new Phone(flite.Text(segment, "name"u8), syllable, flite.Number(segment, "end"u8));
            syllable!.Phones.Add(phone);
            phones.Add(phone);
        }

        return new Pronunciation(phones, phrases);
    }
}
