using Troupe.Conversation;

namespace Troupe.Testing.Cast;

/// <summary>Work of an engine, or trouble of the network, with its time.</summary>
/// <param name="Lane">Who: <c>writer</c>, <c>screen</c>, <c>voice</c>, <c>recognizer</c> or <c>network</c>.</param>
/// <param name="From">When it began, since the start of the session.</param>
/// <param name="To">When it was done or given up; null when it never was.</param>
/// <param name="Text">What it was about.</param>
/// <param name="Outcome">How it ended: <c>done</c>, <c>cancelled</c> or <c>failed</c>.</param>
public sealed record EngineSpan(string Lane, TimeSpan From, TimeSpan? To, string Text, string Outcome);

/// <summary>Notes what engines do and when. Thread-safe.</summary>
/// <param name="time">The clock; the session starts with this object.</param>
internal sealed class EngineLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly List<EngineSpan> _spans = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Time since the start.</summary>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>What was noted, in order of its beginning.</summary>
    public IReadOnlyList<EngineSpan> Spans
    {
        get
        {
            lock (_lock)
            {
                return [.. _spans.OrderBy(span => span.From)];
            }
        }
    }

    /// <summary>Begins some work; it is noted when it is disposed.</summary>
    public Work Begin(string lane, string text = "")
    {
        lock (_lock)
        {
            _spans.Add(new EngineSpan(lane, Now, null, text, ""));
            return new Work(this, _spans.Count - 1);
        }
    }

    /// <summary>Some work. Ends as cancelled unless it was said how.</summary>
    public sealed class Work(EngineLog log, int index) : IDisposable
    {
        private string _outcome = "cancelled";

        /// <summary>Adds what the work is about.</summary>
        public void Say(string text)
        {
            lock (log._lock)
            {
                var span = log._spans[index];
                log._spans[index] = span with { Text = span.Text.Length == 0 ? text : span.Text + " " + text };
            }
        }

        /// <summary>It went well.</summary>
        public void Done() => _outcome = "done";

        /// <summary>It failed.</summary>
        public EngineException Failed(string message, bool transient)
        {
            _outcome = "failed";
            return new EngineException(message, transient);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (log._lock)
            {
                var span = log._spans[index];
                log._spans[index] = span.To is null ? span with { To = log.Now, Outcome = _outcome } : span;
            }
        }
    }
}
