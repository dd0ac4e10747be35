using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Troupe.Engines.OpenAi;

/// <summary>Outcome of trying to get a first token: a stream that has one, or why there is none.</summary>
internal readonly record struct OpenAiAttempt(OpenAiStream? Stream, OpenAiFailure? Failure);

/// <summary>Repeats attempts that failed for a passing reason, and leaves an endpoint alone that keeps failing. Thread-safe.</summary>
internal sealed class OpenAiAttempts
{
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);
    private readonly ResiliencePipeline<OpenAiAttempt> _pipeline;

    public OpenAiAttempts(OpenAiOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<OpenAiAttempt> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<OpenAiAttempt>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                MaxDelay = options.LongestRetryDelay < options.RetryDelay ? options.RetryDelay : options.LongestRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result.Failure is { Error.Transient: true } failure && !(failure.RetryAfter > options.LongestRetryDelay)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result.Failure?.RetryAfter),
            });
        }

        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<OpenAiAttempt>
        {
            FailureRatio = 0.5,
            MinimumThroughput = options.BreakAfter,
            SamplingDuration = Sampling,
            BreakDuration = options.BreakDuration,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result.Failure is { Error.Transient: true }),
        }).Build();
    }

    /// <summary>Runs attempts until one succeeds, fails for good, or none is left; the last outcome is returned.</summary>
    public ValueTask<OpenAiAttempt> RunAsync(Func<CancellationToken, ValueTask<OpenAiAttempt>> attempt, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(attempt, cancellationToken);
}
