using System.ComponentModel.DataAnnotations;

namespace Troupe.Engines.OpenAi;

/// <summary>How to reach a chat model behind an OpenAI-compatible endpoint, such as OpenAI, llama.cpp, vLLM or Ollama.</summary>
public sealed class OpenAiOptions
{
    /// <summary>Base address, up to and with the version. Default: <c>http://127.0.0.1:8080/v1</c>, where a llama.cpp server listens.</summary>
    [Required]
    public Uri Endpoint { get; set; } = new("http://127.0.0.1:8080/v1");

    /// <summary>Key sent as a bearer token, or null for an endpoint that wants none. Default: null.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Name of the model; servers that hold a single model ignore it. Default: <c>default</c>.</summary>
    [Required]
    public string Model { get; set; } = "default";

    /// <summary>How freely the model chooses words, or null for the model's own default. Default: null.</summary>
    [Range(0.0, 2.0)]
    public float? Temperature { get; set; }

    /// <summary>Longest answer in tokens: about two minutes of speech. Default: 400.</summary>
    [Range(1, 100_000)]
    public int MaxOutputTokens { get; set; } = 400;

    /// <summary>How long one attempt may take until the first token arrives. Default: 10 s, the timeout of an attempt in livekit/agents (APIConnectOptions).</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the stream may be silent between tokens. Default: 5 s, what a listener puts up with after the speech made ahead (3 s) has run out.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan TokenTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the whole answer may take, attempts included. Default: 60 s, the invocation timeout of aiavatarkit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Further attempts after a transient failure before the first token. Default: 3, as in livekit/agents.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Median pause before the first retry; it doubles with each, with jitter. Default: 200 ms, since somebody waits for the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest <c>Retry-After</c> that is waited for; a longer one fails at once, so that another writer can answer. Default: 2 s, the retry interval of livekit/agents.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts within half a minute, at least half of them failed, after which the endpoint is left alone for a while. Default: 6.</summary>
    [Range(2, 1000)]
    public int BreakAfter { get; set; } = 6;

    /// <summary>How long a failing endpoint is left alone. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(10);
}
