using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Playout;

/// <summary>
/// An answer that is sent, played by a loudspeaker whose position is known, reported over a line that loses, repeats and reorders, stopped, and resumed.
/// All steps are whole milliseconds, and so whole samples.
/// </summary>
internal sealed class HeardAnswer
{
    private static readonly AudioFormat Format = new(16_000);

    private readonly List<PlacedPerformance> _phrases = [];
    private readonly List<(string Text, int Start, int End)> _words = [];
    private readonly List<Spoken> _spoken = [];
    private readonly List<ClientMessage> _line = [];
    private readonly HeardLedger _ledger;
    private double _now = 1000;

    /// <summary>Makes an answer of phrases of three words.</summary>
    /// <param name="words">How long each word lasts, in milliseconds.</param>
    public HeardAnswer(IEnumerable<int> words)
    {
        var at = 0;
        foreach (var phrase in words.Chunk(3))
        {
            var start = at;
            var timings = new List<WordTiming>();
            foreach (var duration in phrase)
            {
                var text = $"w{_words.Count}";
                timings.Add(new WordTiming(text, Milliseconds(at - start), Milliseconds(duration)));
                _words.Add((text, at, at + duration));
                at += duration;
            }

            var speech = new SpeechChunk { Phrase = new Phrase(_phrases.Count, "phrase"), Format = Format, Audio = default, Words = timings };
            _phrases.Add(PlacedPerformance.Of(_phrases.Count, new ActedChunk { Speech = speech }, Milliseconds(start))!);
        }

        _spoken.Add(new Spoken(1, default));
        _ledger = new HeardLedger(PlayheadOf(1));
        Begin();
    }

    private Spoken Present => _spoken[^1];

    private int End => _words[^1].End;

    /// <summary>Sends packets; the client has them at once.</summary>
    public void Send(int packets)
    {
        var spoken = Present;
        for (; packets > 0 && !spoken.Stopped && spoken.Sent < End - spoken.Origin; packets--)
        {
            var length = Math.Min(20, End - spoken.Origin - spoken.Sent);
            var packet = new SpeechPacket(new Epoch(spoken.Number), spoken.Number, (long)(spoken.Sent * 16), new short[(int)(length * 16)], IsLast: false);
            _ledger.Playhead.Sent(packet, Now);
            spoken.Sent += length;
            if (spoken.Sent == End - spoken.Origin)
            {
                _ledger.Playhead.SentAll(Now + Milliseconds(spoken.Sent));
            }
        }
    }

    /// <summary>Time passes; the loudspeaker plays what it has, unless it stalls.</summary>
    public void Pass(int milliseconds, bool stalls)
    {
        _now += milliseconds;
        foreach (var spoken in _spoken.Where(spoken => !spoken.Cleared && !stalls))
        {
            spoken.Heard = Math.Min(spoken.Heard + milliseconds, spoken.Sent);
        }
    }

    /// <summary>The client says how far it is: on the line, not yet here.</summary>
    public void Report()
    {
        if (!Present.Cleared)
        {
            _line.Add(new PlayheadMoved { Epoch = Present.Number, Utterance = Present.Number, Position = Present.Heard, Ended = Present.Heard == End - Present.Origin });
        }
    }

    /// <summary>Something that is on the line arrives, in any order, perhaps not for the last time.</summary>
    public void Arrive(int which, bool again)
    {
        if (_line.Count > 0)
        {
            var message = _line[which % _line.Count];
            if (!again)
            {
                _line.Remove(message);
            }

            Take(message);
        }
    }

    /// <summary>Something that is on the line is lost.</summary>
    public void Lose(int which)
    {
        if (_line.Count > 0)
        {
            _line.RemoveAt(which % _line.Count);
        }
    }

    /// <summary>The client is told to stop.</summary>
    public void Stop()
    {
        Present.StoppedAt ??= _now;
        _ledger.Playhead.Stop(Now);
    }

    /// <summary>The client stops what it was told to stop, and says so.</summary>
    public void Clear()
    {
        foreach (var spoken in _spoken.Where(spoken => spoken.Stopped && !spoken.Cleared))
        {
            spoken.Cleared = true;
            _line.Add(new SpeechCleared { Epoch = spoken.Number, Position = spoken.Heard });
        }
    }

    /// <summary>Goes on where the answer was heard to, as far as is known. The client stops before, as it obeys in order.</summary>
    public void Resume()
    {
        if (!Present.Stopped)
        {
            return;
        }

        Clear();
        var cut = _ledger.Playhead.Position(Now);
        var next = new Spoken(Present.Number + 1, Present.From.After(cut, Format));
        _ledger.Cut(PlayheadOf(next.Number), cut, Now);
        _spoken.Add(next);
        Begin();
    }

    /// <summary>The client stops what it was told to stop, and its word is not lost.</summary>
    public void ClearAndArrive()
    {
        Clear();
        foreach (var spoken in _spoken.Where(spoken => spoken.Cleared))
        {
            Take(new SpeechCleared { Epoch = spoken.Number, Position = spoken.Heard });
        }
    }

    /// <summary>Everything is stopped, and the client says of each utterance where.</summary>
    public void Settle()
    {
        Stop();
        ClearAndArrive();
    }

    /// <summary>What the ledger says.</summary>
    public string Heard => _ledger.Heard(Now);

    /// <summary>Whether the ledger calls it an estimate.</summary>
    public bool IsEstimated => _ledger.IsEstimated;

    /// <summary>Whether the client did not say where an utterance ended of which there was something to hear.</summary>
    public bool IsSilentOnOne => _spoken.Any(spoken => !spoken.Settled && spoken.Sent > 0);

    /// <summary>The words whose whole time the loudspeaker played, in one utterance or several.</summary>
    public string Truth => string.Join(' ', _words.Where(word => Played(word.Start, word.End)).Select(word => word.Text));

    /// <summary>Whether the words are some of the answer's, each once and in order.</summary>
    public bool IsOfTheAnswer(string heard)
    {
        var numbers = heard.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
    }

    /// <summary>Whether the words are those with which the answer begins.</summary>
    public bool IsPrefix(string heard) => heard == string.Join(' ', _words.Take(heard.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length).Select(word => word.Text));

    /// <summary>Whether an utterance is further back than the client ever said.</summary>
    public bool IsBehindReports => _ledger.Playhead.Position(Now).TotalMilliseconds < Present.LastReport;

    private MediaTime Now => MediaTime.FromMilliseconds(_now);

    private void Begin()
    {
        foreach (var phrase in _phrases)
        {
            if (Performance.Of(phrase, Id(Present.Number), Milliseconds(Present.Origin), Present.From.Heard) is { } delta)
            {
                _ledger.Playhead.Sent(delta);
            }
        }
    }

    private void Take(ClientMessage message)
    {
        switch (message)
        {
            case PlayheadMoved report:
                _ledger.Moved(report, Now);
                Note(report.Epoch, report.Position, settles: report.Ended);
                break;
            case SpeechCleared report:
                _ledger.Cleared(report, Now);
                Note(report.Epoch, report.Position, settles: true);
                break;
        }
    }

    private void Note(uint number, double position, bool settles)
    {
        var spoken = _spoken[(int)number - 1];
        spoken.Settled |= settles && spoken.Sent > 0;
        spoken.LastReport = Math.Max(spoken.LastReport, position);
    }

    // A word that takes no time is heard with what is before or after it.
    private bool Played(int start, int end) => start == end ? Played(start - 1) || Played(start) : Enumerable.Range(start, end - start).All(Played);

    private bool Played(int millisecond) => _spoken.Any(spoken => spoken.Origin <= millisecond && millisecond < spoken.Origin + spoken.Heard);

    private static Playhead PlayheadOf(uint number) => new(Id(number), Format);

    private static UtteranceId Id(uint number) => new(1, new Epoch(number), number);

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Spoken(uint number, TapePosition from)
    {
        public uint Number { get; } = number;

        public TapePosition From { get; } = from;

        public double Origin { get; } = from.Sample / 16.0;

        public double Sent { get; set; }

        public double Heard { get; set; }

        public double LastReport { get; set; }

        public double? StoppedAt { get; set; }

        public bool Stopped => StoppedAt is not null;

        public bool Cleared { get; set; }

        public bool Settled { get; set; }
    }
}
