using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// The places of a text frame by frame, to phones and words with times. A written word that was not heard takes no time where the next one begins, so that captions miss none. Not thread-safe.
/// </summary>
/// <param name="graph">The text.</param>
internal sealed class AlignedTimes(PhoneGraph graph)
{
    // A path that changes its mind touches a word for a frame or two.
    private const int FramesOfWord = 3;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    private int _frames;
    private int _phone = Outside;
    private int _phoneFrom;
    private int _candidate = -1;
    private int _candidateFrom;
    private int _candidateFrames;
    private int _word = -1;
    private int _wordFrom;
    private int _wordTo;
    private bool _isWordOpen;
    private bool _isWordWhole;
    private int _told;

    // Of a run of frames: a pause, and sound that is no part of the text.
    private const int InPause = -1;
    private const int Outside = -2;

    /// <summary>The written word that is being said and when it began; null between words.</summary>
    public (int Word, TimeSpan Start)? Saying => _isWordOpen ? (graph.Words[_word].Written, _wordFrom * Frame) : null;

    /// <summary>Takes the next frame.</summary>
    /// <param name="place">Its place in the graph.</param>
    /// <param name="phones">Gets the phone or pause that ends before this frame.</param>
    /// <param name="words">Gets written words that ended.</param>
    public void Next(int place, ICollection<PhonemeTiming> phones, ICollection<WordTiming> words)
    {
        var at = graph.Places[place];
        var phone = at.Phone >= 0 ? at.Phone : at.Sound == FrameOdds.Pause ? InPause : Outside;
        if (phone != _phone)
        {
            EndPhone(phones);
            (_phone, _phoneFrom) = (phone, _frames);
        }

        Follow(at.Phone >= 0 ? at.Word : -1, words);
        _isWordWhole |= at.IsEnd && at.Word == _word;
        _frames++;
    }

    /// <summary>Gives what was going on, and the words that were not heard.</summary>
    public void Finish(ICollection<PhonemeTiming> phones, ICollection<WordTiming> words)
    {
        EndPhone(phones);
        _phone = Outside;
        EndWord(words);
        Skip(graph.Text.Words.Count, words);
    }

    /// <summary>Gives what was going on where the sound broke off. A word that goes on to there was cut: it ends a frame after the sound, so that nobody takes it for heard.</summary>
    public void BreakOff(ICollection<PhonemeTiming> phones, ICollection<WordTiming> words)
    {
        EndPhone(phones);
        _phone = Outside;
        _wordTo = _isWordOpen && _wordTo < _frames && _isWordWhole ? _wordTo : _frames + 1;
        EndWord(words);
    }

    private void EndPhone(ICollection<PhonemeTiming> phones)
    {
        if (_phone != Outside && _frames > _phoneFrom)
        {
            var (ipa, stressed) = _phone == InPause ? new SpokenPhone("") : graph.Phones[_phone];
            phones.Add(new PhonemeTiming(ipa, _phoneFrom * Frame, (_frames - _phoneFrom) * Frame, stressed));
        }
    }

    private void Follow(int word, ICollection<WordTiming> words)
    {
        if (word != _candidate)
        {
            (_candidate, _candidateFrom, _candidateFrames) = (word, _frames, 0);
        }

        _candidateFrames++;
        if (word >= 0 && word == _word && _isWordOpen)
        {
            // Begun again after something else: what was taken for its beginning was none.
            var again = _candidateFrames == FramesOfWord && _candidateFrom > _wordTo && (word == 0 || graph.Words[word - 1].Written != graph.Words[word].Written);
            (_wordFrom, _wordTo) = (again ? _candidateFrom : _wordFrom, _candidateFrames < FramesOfWord && _candidateFrom > _wordTo ? _wordTo : _frames + 1);
        }
        else if (word > _word && _candidateFrames == FramesOfWord)
        {
            Begin(word, words);
        }
        else if (_isWordOpen && _isWordWhole && _candidateFrames == FramesOfWord && IsLastOfWritten(_word))
        {
            EndWord(words);
        }
    }

    // A written word can be several spoken ones.
    private void Begin(int word, ICollection<WordTiming> words)
    {
        var written = graph.Words[word].Written;
        if (_word < 0 || graph.Words[_word].Written != written)
        {
            EndWord(words);
            _wordTo = _candidateFrom;
            Skip(written, words);
            _wordFrom = _candidateFrom;
        }

        (_word, _wordTo, _isWordOpen, _isWordWhole) = (word, _frames + 1, true, false);
    }

    private bool IsLastOfWritten(int word) => graph.Words[word + 1].Written != graph.Words[word].Written;

    private void EndWord(ICollection<WordTiming> words)
    {
        if (_isWordOpen)
        {
            words.Add(new WordTiming(graph.Text.Words[graph.Words[_word].Written].Text, _wordFrom * Frame, (_wordTo - _wordFrom) * Frame));
            (_isWordOpen, _told) = (false, graph.Words[_word].Written + 1);
        }
    }

    private void Skip(int next, ICollection<WordTiming> words)
    {
        for (; _told < next; _told++)
        {
            words.Add(new WordTiming(graph.Text.Words[_told].Text, _wordTo * Frame, TimeSpan.Zero));
        }
    }
}
