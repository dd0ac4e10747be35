using Microsoft.Extensions.Options;
using Troupe.Server.Admission.Jose;
using Troupe.Server.Events;

namespace Troupe.Server.Admission;

/// <summary>The keys of this server, kept in a file or for the life of the process, and turned over in time. Thread-safe; asking does no I/O.</summary>
internal sealed class SigningKeys : IHostedService, IDisposable
{
    /// <summary>How often the file is looked at: much more often than the lead of a key.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly TokensOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KeyRingFile? _file;
    private volatile KeyRing _ring;
    private ITimer? _looking;

    /// <summary>Reads the keys or makes them.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The file holds no keys.</exception>
    public SigningKeys(IOptions<TokensOptions> options, IOptions<EventsOptions> events, TimeProvider time, ILogger<SigningKeys> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        var path = _options.KeyFileWith(events.Value);
        _file = path is null ? null : new KeyRingFile(path);
        _ring = Turn(ring: null);
        if (_file?.IsOpenToOthers == true)
        {
            logger.KeysOpenToOthers(path!);
        }
    }

    /// <summary>The keys now.</summary>
    public KeyRing Ring => _ring;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _looking = _time.CreateTimer(_ => LookAgain(), state: null, Look, Look);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _looking?.Dispose();

    /// <summary>Looks whether another server has turned the keys over, or whether it is time to.</summary>
    public void LookAgain()
    {
        try
        {
            _ring = Turn(_ring);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _logger.KeysNotRead(exception);
        }
    }

    private KeyRing Turn(KeyRing? ring)
    {
        var now = _time.GetUtcNow();
        return _file is null ? Next(ring) : _file.Change(Next);

        KeyRing Next(KeyRing? before) => before?.Turn(now, _options.KeyAge, _options.MaxLifetime) ?? KeyRing.Create(now);
    }
}
