namespace Troupe.Testing.Scenarios;

/// <summary>
/// Makes up conversations: any person with any engines over any network. Nothing is expected of them but what holds always, see <see cref="RunInvariants"/>.
/// The same seed makes the same one.
/// </summary>
public static class ScenarioGenerator
{
    private static readonly string[] Said =
    [
        "when do you open", "where is the museum (600ms) and how do i get there", "um(700ms) two tick- three tickets please", "my number is five five five (800ms) one two",
        "no wait", "stop", "yes", "mhm", "right", "(cough)", "(laugh)", "(cough 200ms) (300ms) sorry", "tell me (400ms) everything about it (900ms) and then some", "(breath) well", "(click)", "and", "i would like to",
    ];

    private static readonly string[] Written = ["When do you open?", "Stop.", "And on Sundays?", "Shorter, please."];

    private static readonly string[] Replies =
    [
        "At nine.", "This is a long answer. It goes on and on, from one sentence to the next. Nobody wants to hear all of it.", "Yes, of course.",
        "We have three of them, in red, in green and in blue. Which one do you like best?", "What is your phone number?",
    ];

    /// <summary>Makes one.</summary>
    public static Scenario Generate(int seed)
    {
        var random = Chance.Of(seed, "generator");
        var scenario = new Scenario
        {
            Name = FormattableString.Invariant($"Made up from seed {seed}"),
            Seed = seed,
            Session = new ScenarioSession { Greeting = One(random, 0.3) ? "Welcome to this place. There is a lot to see here." : null, ReportsPlayhead = !One(random, 0.1), Audio = !One(random, 0.05) },
            Conversation = new Dictionary<string, object>(StringComparer.Ordinal) { ["stall_timeout"] = "4s" },
            Person = new ScenarioPerson { Pace = Ms(random, 180, 450), Variation = 0.3, SignalToNoise = One(random, 0.1) ? random.Next(8, 25) : null },
            Network = Network(random),
            Engines = Engines(random),
            ThenWait = TimeSpan.FromSeconds(15),
        };
        for (var i = random.Next(2, 8); i > 0; i--)
        {
            scenario.Steps.Add(Step(random));
            if (One(random, 0.6))
            {
                scenario.Steps.Add(new ScenarioStep { Wait = Ms(random, 0, One(random, 0.5) ? 600 : 4000) });
            }
        }

        return scenario;
    }

    private static ScenarioStep Step(Random random) => random.Next(20) switch
    {
        < 9 => new ScenarioStep { Say = Said[random.Next(Said.Length)] },
        < 14 => new ScenarioStep { Write = Written[random.Next(Written.Length)] },
        < 16 => new ScenarioStep { Interrupt = true },
        16 => new ScenarioStep { Network = new NetworkStep { Drop = Ms(random, 50, 6000) } },
        17 => new ScenarioStep { Network = new NetworkStep { Stall = Ms(random, 50, 3000) } },
        18 => new ScenarioStep { Noise = Ms(random, 60, 900) },
        _ => new ScenarioStep { Wait = Ms(random, 100, 3000) },
    };

    private static ScenarioNetwork Network(Random random) => One(random, 0.4)
        ? new ScenarioNetwork()
        : new ScenarioNetwork { Delay = Spread(random, 5, 120), Loss = One(random, 0.3) ? 0.02 : 0, Reorder = One(random, 0.2) ? 0.02 : 0 };

    private static ScenarioEngines Engines(Random random) => new()
    {
        Writer = new ScenarioWriter
        {
            FirstToken = Spread(random, 50, 900),
            Word = Spread(random, 5, 60),
            Replies = [.. Enumerable.Range(0, 4).Select(_ => Replies[random.Next(Replies.Length)])],
            Faults = Faults(random, calls: 3, places: 8),
        },
        Voice = One(random, 0.05) ? null : new ScenarioVoice { FirstAudio = Spread(random, 20, 400), Faults = Faults(random, calls: 6, places: 10) },
        Screen = One(random, 0.3) ? new ScenarioScreen { Faults = Faults(random, calls: 5, places: 1) } : null,
        Recognizer = new ScenarioRecognizer { Finish = Spread(random, 10, 300), Partial = Spread(random, 20, 250), Misheard = 0.05, Guesses = One(random, 0.5), Faults = Faults(random, calls: 3, places: 3) },
    };

    private static List<EngineFault> Faults(Random random, int calls, int places) => One(random, 0.8)
        ? []
        : [new EngineFault { Kind = (EngineFaultKind)random.Next(5), Call = random.Next(calls), Calls = random.Next(1, 3), At = random.Next(places), Transient = One(random, 0.5) }];

    private static Latency Spread(Random random, int least, int most)
    {
        var median = Ms(random, least, most);
        return One(random, 0.5) ? Latency.Constant(median) : new Latency(median, median * 3);
    }

    private static TimeSpan Ms(Random random, int least, int most) => TimeSpan.FromMilliseconds(least + random.Next(most - least + 1));

    private static bool One(Random random, double share) => random.NextDouble() < share;
}
