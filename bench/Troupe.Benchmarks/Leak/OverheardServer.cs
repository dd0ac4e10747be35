using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Troupe.Benchmarks.Harness;
using Troupe.Testing.Isolation;

namespace Troupe.Benchmarks.Leak;

/// <summary>The real server in this process, whose logs and metrics are listened to. Thread-safe.</summary>
internal sealed class OverheardServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Ear _ear;
    private readonly string _folder;

    private OverheardServer(LoopbackServer server, Ear ear, string folder) => (_server, _ear, _folder) = (server, ear, folder);

    /// <summary>Where it listens.</summary>
    public Uri Address => _server.Address;

    /// <summary>Lines of the log, each once.</summary>
    public IEnumerable<string> Log => _ear.Lines.Keys;

    /// <summary>Labels of metrics, each once.</summary>
    public IEnumerable<string> Labels => _ear.Labels.Keys;

    /// <summary>What it left in files beside its log of facts.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith("events.", StringComparison.Ordinal));

    /// <summary>Starts it.</summary>
    public static async Task<OverheardServer> StartAsync(CancellationToken cancellationToken)
    {
        var folder = IsolationSettings.CreateFolder();
        var ear = new Ear();
        return new OverheardServer(await LoopbackServer.StartAsync(IsolationSettings.For(folder), configure: builder => builder.Logging.AddProvider(ear), cancellationToken: cancellationToken), ear, folder);
    }

    /// <summary>Stops it; its files stay until it is disposed.</summary>
    public ValueTask StopAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private sealed class Ear : ILoggerProvider
    {
        private readonly MeterListener _metrics = new();

        public Ear()
        {
            _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _metrics.SetMeasurementEventCallback<double>(Measure);
            _metrics.SetMeasurementEventCallback<long>(Measure);
            _metrics.SetMeasurementEventCallback<int>(Measure);
            _metrics.Start();
        }

        public ConcurrentDictionary<string, bool> Lines { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, bool> Labels { get; } = new(StringComparer.Ordinal);

        public ILogger CreateLogger(string categoryName) => new Book(this, categoryName);

        public void Dispose() => _metrics.Dispose();

        private void Measure<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            foreach (var (name, label) in tags)
            {
                Labels[$"{instrument.Name} {name}={label}"] = true;
            }
        }
    }

    private sealed class Book(Ear ear, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            ear.Lines[$"{category} {formatter(state, exception)} {values} {exception}"] = true;
        }
    }
}
