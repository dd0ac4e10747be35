using System.ComponentModel.DataAnnotations;
using Troupe.Engines.Documents;
using Troupe.Engines.OpenAi;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Silero;
using Troupe.Engines.SmartTurn;
using Troupe.Engines.Speaking;

namespace Troupe.Engines;

/// <summary>What writes the answers.</summary>
public enum WriterKind
{
    /// <summary>Sentences of Markdown documents; needs neither key nor network.</summary>
    Documents,

    /// <summary>A model behind an OpenAI-compatible endpoint.</summary>
    OpenAi,
}

/// <summary>What understands speech.</summary>
public enum RecognizerKind
{
    /// <summary>CMU pocketsphinx; needs neither key nor network.</summary>
    PocketSphinx,

    /// <summary>Nothing: people type.</summary>
    None,
}

/// <summary>Which engines a process uses, and where their parts are. The defaults work without key, network and GPU.</summary>
public sealed class EngineOptions
{
    /// <summary>Name of the voice that speaks: <c>hts-slt</c>, <c>flite-slt</c>, <c>flite-rms</c>, or <c>none</c> for answers as text only. Default: <c>hts-slt</c>.</summary>
    [Required]
    public string Voice { get; set; } = EmbeddedVoices.Default;

    /// <summary>Voice that speaks when the chosen one is not installed or fails to begin a phrase, or <c>none</c>. Default: <c>flite-slt</c>, the same person at lower cost.</summary>
    [Required]
    public string BackupVoice { get; set; } = "flite-slt";

    /// <summary>What understands speech. Default: <see cref="RecognizerKind.PocketSphinx"/>.</summary>
    [EnumDataType(typeof(RecognizerKind))]
    public RecognizerKind Recognizer { get; set; } = RecognizerKind.PocketSphinx;

    /// <summary>What writes the answers. Default: <see cref="WriterKind.Documents"/>.</summary>
    [EnumDataType(typeof(WriterKind))]
    public WriterKind Writer { get; set; } = WriterKind.Documents;

    /// <summary>Whether the documents answer when the endpoint fails before its first token. Default: true.</summary>
    public bool FallBackToDocuments { get; set; } = true;

    /// <summary>The documents.</summary>
    [Required]
    public DocumentOptions Documents { get; set; } = new();

    /// <summary>The endpoint.</summary>
    [Required]
    public OpenAiOptions OpenAi { get; set; } = new();

    /// <summary>The recogniser's model and decoders.</summary>
    [Required]
    public PocketSphinxOptions PocketSphinx { get; set; } = new();

    /// <summary>The voice activity model and its library.</summary>
    [Required]
    public SileroOptions Silero { get; set; } = new();

    /// <summary>The model that hears the end of a turn in its sound.</summary>
    [Required]
    public SmartTurnOptions SmartTurn { get; set; } = new();

    /// <summary>The voices' files.</summary>
    [Required]
    public EmbeddedVoicesOptions Voices { get; set; } = new();

    /// <summary>File of a model that <c>troupe voice calibrate</c> has learned, for a voice that tells no phonemes. Default: none, and the model that comes along hears its mouth.</summary>
    public string? LipModel { get; set; }

    /// <summary>All mistakes in the options, as sentences for an operator; empty when there is none.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        List<ValidationResult> found = [];
        foreach (var section in (object[])[this, Documents, OpenAi, PocketSphinx, Silero, SmartTurn, Voices])
        {
            Validator.TryValidateObject(section, new ValidationContext(section), found, validateAllProperties: true);
        }

        return [.. found.Select(mistake => mistake.ErrorMessage ?? "An engine option does not fit.")];
    }
}
