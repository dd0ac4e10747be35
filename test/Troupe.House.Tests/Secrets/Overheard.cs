using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Troupe.House.Tests.Secrets;

/// <summary>Everything that this process says about itself to the outside: logs above Trace, spans, metrics. Thread-safe.</summary>
internal sealed class Overheard : ILoggerProvider, IDisposable
{
    private readonly ConcurrentQueue<string> _said = new();
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();

    public Overheard()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Hear("span", [span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(Text), .. span.Baggage.Select(item => item.Value), .. span.Events.SelectMany(happened => happened.Tags.Select(Text).Prepend(happened.Name))]),
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<double>(Measure);
        _metrics.SetMeasurementEventCallback<long>(Measure);
        _metrics.SetMeasurementEventCallback<int>(Measure);
        _metrics.Start();
    }

    /// <summary>All that was said so far.</summary>
    public IReadOnlyCollection<string> Said => _said;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private void Measure<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        Hear("metric", [instrument.Name, .. tags.ToArray().Select(Text)]);

    private void Hear(string kind, IEnumerable<string?> parts) => _said.Enqueue($"{kind}: {string.Join(' ', parts)}");

    private static string Text(KeyValuePair<string, object?> pair) => $"{pair.Key}={pair.Value}";

    private sealed class Ear(Overheard owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            owner.Hear("scope", [category, state.ToString()]);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel > LogLevel.Trace)
            {
                var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? pairs.Select(Text) : [];
                owner.Hear(logLevel.ToString(), [category, formatter(state, exception), .. values, exception?.ToString()]);
            }
        }
    }
}
