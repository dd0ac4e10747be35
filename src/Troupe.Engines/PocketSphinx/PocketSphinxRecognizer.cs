using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Conversation.Hearing;
using Troupe.Engines.Native;

namespace Troupe.Engines.PocketSphinx;

/// <summary>
/// CMU pocketsphinx (https://cmusphinx.github.io) with its general English model: works anywhere, without a network. Demo grade: about one word in ten is wrong in clear synthetic
/// speech, one in three when real people read, and it fails in noise. Thread-safe.
/// </summary>
public sealed class PocketSphinxRecognizer : ISpeechRecognizer, IDisposable
{
    private const string Part = "recognizer";
    private const string Engine = "pocketsphinx";
    private const string Packages = "apt-get install libpocketsphinx3 libsphinxbase3 pocketsphinx-en-us";

    private readonly DecoderPool _pool;
    private readonly PocketSphinxOptions _options;

    private PocketSphinxRecognizer(PocketSphinxLibrary library, PocketSphinxOptions options, TimeProvider time, ILogger log)
    {
        _options = options;
        _pool = new DecoderPool(() => Decoder.Create(library, options.ModelFolder, options.Profile), options.MaxDecoders, options.WaitForDecoder, time, log);
        _pool.Warm(options.WarmDecoders);
    }

    /// <inheritdoc/>
    public EngineDescription Description { get; } = new(Engine, "0.8+5prealpha", "BSD-2-Clause", "Demo grade, English only, fails in noise.");

    /// <inheritdoc/>
    public AudioFormat Format => AudioFormat.Hearing;

    /// <summary>The decoders.</summary>
    internal DecoderPool Pool => _pool;

    /// <summary>Looks for the libraries and the model, and makes the warm decoders, which takes a second for each. Never throws for what is missing or broken.</summary>
    /// <param name="options">Where to look and what to make.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="log">Takes what happens to decoders, or null for nothing.</param>
    /// <param name="finding">What was found, or what is missing with its cure.</param>
    /// <returns>The recogniser, or null when it cannot be used.</returns>
    public static PocketSphinxRecognizer? TryOpen(PocketSphinxOptions options, TimeProvider time, ILogger<PocketSphinxRecognizer>? log, out EngineFinding finding)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        foreach (var library in (ReadOnlySpan<string>)[PocketSphinxLibrary.BaseName, PocketSphinxLibrary.Name])
        {
            if (!SharedLibrary.TryLoad(library, out _))
            {
                finding = Missing($"{library} is not installed.");
                return null;
            }
        }

        // The library ends the process on some broken models, so it never sees one with a part missing.
        foreach (var file in (ReadOnlySpan<string>)["en-us/mdef", "en-us/means", "en-us/variances", "en-us/transition_matrices", "en-us/sendump", "en-us/feat.params", "en-us.lm.bin", "cmudict-en-us.dict"])
        {
            if (!File.Exists(Path.Combine(options.ModelFolder, file)))
            {
                finding = Missing($"The model's {file} is not in {options.ModelFolder}.");
                return null;
            }
        }

        try
        {
            var recognizer = new PocketSphinxRecognizer(new PocketSphinxLibrary(), options, time, (ILogger?)log ?? NullLogger.Instance);
            finding = new EngineFinding(
                Part, Engine, Found: true, $"{PocketSphinxLibrary.Name} with {options.ModelFolder}, {recognizer._pool.Made} of at most {options.MaxDecoders} decoders made; {recognizer.Description.Note}");
            return recognizer;
        }
        catch (EngineException failure)
        {
            finding = Missing(failure.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var decoder = await _pool.RentAsync(cancellationToken).ConfigureAwait(false);
        return new PocketSphinxRecognition(decoder, _pool, Format, _options);
    }

    /// <summary>Frees the decoders; those at work follow when they are done.</summary>
    public void Dispose() => _pool.Dispose();

    private static EngineFinding Missing(string detail) => new(Part, Engine, Found: false, detail, Packages);
}
